/** How the data of a run stands to that of its reference: distributions that were recorded, and by how much they differ. */
package io.jenkins.trainmodel.drift;
