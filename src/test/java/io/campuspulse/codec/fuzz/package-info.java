/** A structure-aware mutation fuzzer over all conventions and mappings. */
package io.campuspulse.codec.fuzz;
