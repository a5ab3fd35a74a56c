/** Which run of a job began from which, and one curve over those that follow from each other. */
package io.jenkins.plugins.trainmodel.lineage;
