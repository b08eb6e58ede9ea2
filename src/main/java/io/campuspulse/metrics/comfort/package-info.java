/** Comfort models of the standards: PMV and PPD, adaptive temperatures, categories of air. */
package io.campuspulse.metrics.comfort;
