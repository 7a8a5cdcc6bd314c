/**
 * The contract of CodeGen's forward pass. Token ids enter, logits leave; how they are computed is
 * the business of one package for each engine.
 */
package org.ilf4j.model.engine;
