/**
 * What every run says of itself: reports, fits, quarantine lines and the marks of batches, as JSON documents. No number is computed
 * here, and no reason is dropped. May import: pipeline, stats, tensor, transform; Jackson.
 */
package org.visionheatmaps.run;
