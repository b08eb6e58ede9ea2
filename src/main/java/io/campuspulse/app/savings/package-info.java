/** Avoided energy from files: reads meter, weather and calendar, writes the result as JSON. */
package io.campuspulse.app.savings;
