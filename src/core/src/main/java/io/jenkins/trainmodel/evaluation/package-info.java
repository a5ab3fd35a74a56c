/** What a model does on data that it was not chosen by: numbers for a whole, for each class, and for pictures. */
package io.jenkins.trainmodel.evaluation;
