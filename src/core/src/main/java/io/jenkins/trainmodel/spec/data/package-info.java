/** The kinds of data that a specification may name: what each says when it is valid, and its declaration. */
package io.jenkins.trainmodel.spec.data;
