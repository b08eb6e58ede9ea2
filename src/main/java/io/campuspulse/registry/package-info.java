/**
 * The campus registry as immutable, versioned snapshots, and the resolver of message identities.
 */
package io.campuspulse.registry;
