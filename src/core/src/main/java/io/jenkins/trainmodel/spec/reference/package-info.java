/** The reference of a run: the other run that it is compared with, those before, and what it takes over from its model. */
package io.jenkins.trainmodel.spec.reference;
