/** A describable a gate: what a model must be, when its training is over, to be accepted. */
package io.jenkins.plugins.trainmodel.gates;
