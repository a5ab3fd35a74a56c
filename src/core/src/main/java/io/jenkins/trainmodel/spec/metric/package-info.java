/** The metrics of a run as a specification names them: what is measured, and when and how rules look at it. */
package io.jenkins.trainmodel.spec.metric;
