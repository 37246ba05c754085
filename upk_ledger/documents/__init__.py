"""Papers: the only place that imports ReportLab."""
