/**
 * How the toolkit's values look in a notebook. What enters: a value; what leaves: a {@link
 * org.ilf4j.jupyter.view.Bundle}, always with plain text beside the HTML or picture. Knows no
 * kernel. Text of models and people is escaped; colours are JupyterLab's own variables, so that the
 * light and the dark theme both read well.
 */
package org.ilf4j.jupyter.view;
