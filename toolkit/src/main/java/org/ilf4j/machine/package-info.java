/**
 * What the machine gives this process. Nothing enters; leaves: how many threads sampling, judging
 * and training take.
 */
package org.ilf4j.machine;
