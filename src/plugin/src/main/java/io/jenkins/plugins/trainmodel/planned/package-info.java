/** Planned stops: a run that has come to a milestone and waits for an answer of people. */
package io.jenkins.plugins.trainmodel.planned;
