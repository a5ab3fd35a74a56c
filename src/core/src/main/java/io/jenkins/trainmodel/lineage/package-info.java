/** Which run began from which: a family of runs, and one curve over those that follow from each other. */
package io.jenkins.trainmodel.lineage;
