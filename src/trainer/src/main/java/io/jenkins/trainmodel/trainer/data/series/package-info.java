/** Series of numbers in time: their steps in order, cut into windows and what follows them, and a split that keeps the future out. */
package io.jenkins.trainmodel.trainer.data.series;
