/**
 * The toolkit inside a JShell kernel: extension, renderers, magics, progress and the kernelspec.
 */
package org.ilf4j.jupyter;
