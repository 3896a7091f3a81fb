/**
 * What an audit finds: rules and their grammar, profiles, verdicts, baselines, as values and JSON documents. A new rule function
 * belongs here; a new number about maps belongs to {@code metrics}. May import: metrics, pipeline, run, stats, tensor, text,
 * transform, transform.reduction; Jackson.
 */
package org.visionheatmaps.audit;
