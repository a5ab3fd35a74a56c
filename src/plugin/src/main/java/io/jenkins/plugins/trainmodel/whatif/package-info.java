/** Rules and gates tried over the runs of a job that have finished. */
package io.jenkins.plugins.trainmodel.whatif;
