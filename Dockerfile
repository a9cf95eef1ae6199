# govpagecheck in an image: docker run --rm -v "$PWD/public:/pages:ro" IMAGE check .
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY rules rules
RUN python -m venv /opt/govpagecheck && /opt/govpagecheck/bin/python -m pip install --no-cache-dir --disable-pip-version-check .

FROM python:3.13-slim
COPY --from=build /opt/govpagecheck /opt/govpagecheck
ENV PATH=/opt/govpagecheck/bin:$PATH
WORKDIR /pages
USER 65532:65532
ENTRYPOINT ["govpagecheck"]
CMD ["--help"]
