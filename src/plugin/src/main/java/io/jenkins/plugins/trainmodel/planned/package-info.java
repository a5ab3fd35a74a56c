/** Planned stops: a run that has come to a milestone and waits for an answer of people, and what they answered. */
package io.jenkins.plugins.trainmodel.planned;
