/** Parts of a training that users write: how a specification names one, and who knows what is wrong with it. */
package io.jenkins.trainmodel.part;
