"""What the shared components are drawn from: frozen values, and the builders where logic is needed."""
