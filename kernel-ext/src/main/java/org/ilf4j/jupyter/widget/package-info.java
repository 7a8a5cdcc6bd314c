/**
 * Controls under a cell, by the Jupyter Widgets protocol 2.1: the front end draws them (package
 * {@code ipywidgets} on the server), this package holds their state. What enters: what a person
 * types and clicks; what leaves: messages over a kernel's comms. Knows no kernel but through {@link
 * org.ilf4j.jupyter.widget.Port}.
 *
 * <p>A kernel serves comms between cells only: handlers must be short, and nothing may wait for an
 * answer inside a cell.
 */
package org.ilf4j.jupyter.widget;
