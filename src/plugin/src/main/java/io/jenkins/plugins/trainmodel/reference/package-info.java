/** The run that a new one must beat: which it is, how its package comes to the agent, and which run is the next. */
package io.jenkins.plugins.trainmodel.reference;
