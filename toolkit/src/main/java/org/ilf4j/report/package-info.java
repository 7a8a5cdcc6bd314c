/**
 * Tables and figures. In: what {@code metric} computed. Out: Tablesaw tables and XChart charts, of
 * which this is the only user, and SVG and PNG files. The figures are the paper's: pass@k of the
 * arms (Table 4) and sample efficiency (Figure 4).
 */
package org.ilf4j.report;
