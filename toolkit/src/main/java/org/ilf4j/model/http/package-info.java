/**
 * What the Hub's and the servers' clients have in common. A header of an answer enters, how long to
 * wait leaves.
 */
package org.ilf4j.model.http;
