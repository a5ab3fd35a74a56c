/** Random numbers and orders that follow from a seed alone, the same on every Java platform, now and later. */
package io.jenkins.trainmodel.trainer.data.random;
