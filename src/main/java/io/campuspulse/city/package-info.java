/** Links to cities' platforms: signed pushes of figures, catalogue interfaces, reconciliation. */
package io.campuspulse.city;
