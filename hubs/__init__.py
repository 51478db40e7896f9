"""Places and what was learnt from them: hubs, case studies, figures, milestones."""
