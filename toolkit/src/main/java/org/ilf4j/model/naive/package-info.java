/**
 * CodeGen's forward pass in plain loops, to be read and to check the fast engines against. A
 * checkpoint enters, logits leave.
 */
package org.ilf4j.model.naive;
