/** Figures computed again from explain bundles by METRICS alone; knows nothing of the product. */
package io.campuspulse.explain.recompute;
