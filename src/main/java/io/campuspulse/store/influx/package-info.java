/** Readings and facts in InfluxDB 1.x, 2.x or 3: line protocol in, InfluxQL out. */
package io.campuspulse.store.influx;
