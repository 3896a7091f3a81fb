/** Arguments, exit codes and human text. Imported by nobody. */
package org.visionheatmaps.cli;
