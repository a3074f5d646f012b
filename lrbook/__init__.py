"""The mathematics behind one neuron, as an article you can run.

Each chapter of the book has a module: `lrbook.parabola`, `lrbook.neuron`, `lrbook.descent`, `lrbook.heart`,
`lrbook.evaluation`, `lrbook.derivation`. Import the one you need; this package itself imports nothing.
"""
