# The service, without engines: it is told by settings where they are (docker-compose.yml does so).
#
#   docker build --tag comity:0.1.0 .
#   docker run --rm --volume comity-data:/data --publish 127.0.0.1:8642:8642 comity:0.1.0
#
# Any command can be given instead of the last line: docker run … comity:0.1.0 ask --list

FROM python:3.12.12-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE ontology.ttl ./
COPY LICENSES LICENSES
COPY queries queries
COPY examples/reports examples/reports
COPY graph graph
COPY ingest ingest
COPY api api
RUN python -m venv /opt/comity \
 && /opt/comity/bin/pip install --no-cache-dir --constraint constraints.txt setuptools wheel \
 && /opt/comity/bin/pip install --no-cache-dir --constraint constraints.txt --no-build-isolation '.[postgres]'

FROM python:3.12.12-slim-bookworm
COPY --from=build /opt/comity /opt/comity
# A new named volume takes its owner from this folder.
RUN install --directory --mode=700 --owner=10001 --group=10001 /data
ENV PATH=/opt/comity/bin:$PATH HOME=/data COMITY_DATA=/data COMITY_CACHE=/tmp/comity PYTHONUNBUFFERED=1
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8642
HEALTHCHECK --interval=10s --timeout=5s --retries=6 --start-period=30s CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ.get('COMITY_PORT', '8642')}/api/v1/health\", timeout=4)"]
ENTRYPOINT ["comity"]
CMD ["serve", "--host", "0.0.0.0", "--no-open"]
