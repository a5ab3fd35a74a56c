/** Labels, as they were read and as they go into the loss. */
package io.jenkins.trainmodel.trainer.data.label;
