"""Which names are the same: within one article (`local`), across articles (`components.analysis.linking`)."""
