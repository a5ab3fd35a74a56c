/** The few threads that all runs of a controller share, and how many of them may wait for one agent. */
package io.jenkins.plugins.trainmodel.threads;
