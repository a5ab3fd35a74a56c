/** An agent for a step that stands outside of {@code node}: its place in the queue, its executor and its workspace. */
package io.jenkins.plugins.trainmodel.agentlabel;
