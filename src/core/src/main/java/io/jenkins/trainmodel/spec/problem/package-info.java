/** What is wrong with a specification, said so that a person can mend it. */
package io.jenkins.trainmodel.spec.problem;
