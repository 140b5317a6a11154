"""What the two logins may do: gaodi_owner migrates, gaodi_app reads and writes rows and nothing else."""

from __future__ import annotations

# Tables made before this migration, then those that the owner makes later. TRUNCATE is never granted.
GRANT_APP = """
GRANT USAGE ON SCHEMA public TO gaodi_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO gaodi_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO gaodi_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO gaodi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gaodi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO gaodi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO gaodi_app;
"""

REVOKE_APP = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM gaodi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM gaodi_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON FUNCTIONS FROM gaodi_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM gaodi_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM gaodi_app;
"""
