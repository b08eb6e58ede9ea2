/** The proof that an explain bundle is enough to compute its figure again. */
package io.campuspulse.explain;
