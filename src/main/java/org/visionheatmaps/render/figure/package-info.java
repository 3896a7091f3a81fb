/** Pictures of many pictures: contact sheets, and the colour schemes at a glance. May import: color, render, tensor. */
package org.visionheatmaps.render.figure;
