"""A classifier with one hidden layer."""

import keras
import tensorflow as tf


class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8, activation="relu")
        self.out = keras.layers.Dense(3)

    def call(self, x):
        return self.out(self.hidden(x))


model = Classifier()
# Five rows of four features
scores = model(tf.ones((5, 4)))

print("scores:", tuple(scores.shape))
print("parameters:", model.count_params())
