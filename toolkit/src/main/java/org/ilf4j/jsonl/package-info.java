/**
 * Records in lines: one JSON object per line, read with the line's number in every error, written
 * to an append-only file that a kill cannot spoil. In: records of any package. Out: the same
 * records. Knows no other package. The paper's own files are of this format (one object per line).
 */
package org.ilf4j.jsonl;
