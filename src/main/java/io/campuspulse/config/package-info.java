/** Validated records from YAML: the service's configuration and the campus registry. */
package io.campuspulse.config;
