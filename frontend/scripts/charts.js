// Draws the charts of a page from the JSON beside them. The table behind each chart stays the text of it.
(() => {
  "use strict";

  const tokens = getComputedStyle(document.documentElement);
  const token = (name) => tokens.getPropertyValue(`--gd-${name}`).trim();
  const font = { fontFamily: token("sans"), fontSize: 12, color: token("muted") };

  // Only the last and the highest point are labelled.
  function labelled(values) {
    const known = values.map((value, index) => [value, index]).filter(([value]) => value !== null);
    const last = known.at(-1)?.[1];
    const highest = known.reduce((best, one) => (one[0] > best[0] ? one : best), [-Infinity])[1];
    return new Set([last, highest]);
  }

  const escaped = (text) => String(text).replace(/[{}|]/g, "");

  function bars(data, said) {
    const marked = labelled(data.bars.values);
    const last = data.bars.values.findLastIndex((value) => value !== null);
    return {
      type: "bar",
      name: data.bars.name,
      barMaxWidth: 18,
      cursor: data.hrefs.length ? "pointer" : "default",
      itemStyle: { color: token("glaze-600"), borderRadius: [2, 2, 0, 0] },
      emphasis: { itemStyle: { color: token("glaze-800") } },
      data: data.bars.values.map((value, index) => ({
        value,
        label: {
          show: marked.has(index),
          position: value < 0 ? "bottom" : "top",
          color: token("ink"),
          fontFamily: font.fontFamily,
          fontSize: 12,
          formatter: `${index === last && data.line ? `${escaped(data.bars.name)} ` : ""}${said(value)}`,
        },
      })),
    };
  }

  function line(data, said) {
    return {
      type: "line",
      name: data.line.name,
      step: "middle",
      symbol: "none",
      data: data.line.values,
      lineStyle: { color: token("clay-600"), width: 2 },
      itemStyle: { color: token("clay-600") },
      endLabel: { show: true, color: token("clay-700"), fontFamily: font.fontFamily, fontSize: 12, formatter: (at) => `${data.line.name} ${said(at.value)}` },
    };
  }

  // On a narrow sheet every third month, counted from the one that carries the year.
  function shown(labels, narrow) {
    const start = Math.max(0, labels.findLastIndex((label) => label.includes("\n")));
    return (index) => !narrow || (index - start) % 3 === 0;
  }

  function options(data, narrow) {
    const said = (value) => (value === null || value === undefined ? "—" : Number(value).toFixed(data.decimals).replace("-", "−"));
    const most = Math.max(...data.bars.values.map((value) => Math.abs(value ?? 0)));
    const onAxis = (value) => (most >= 100 ? String(value) : said(value)).replace("-", "−");
    return {
      animation: false,
      textStyle: font,
      aria: { enabled: false },
      grid: { left: 8, right: data.line ? 104 : 16, top: 28, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow", shadowStyle: { color: "rgba(24,34,36,.05)" } }, valueFormatter: (value) => `${said(value)} ${data.unit}`, textStyle: { ...font, color: token("ink") } },
      xAxis: { type: "category", data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: token("line-strong") } }, axisLabel: { ...font, lineHeight: 15, interval: shown(data.labels, narrow && data.labels.length > 8) } },
      yAxis: { type: "value", min: (extent) => Math.min(0, extent.min), splitNumber: 4, minInterval: data.decimals === 0 ? 1 : 0, splitLine: { lineStyle: { color: token("line-soft") } }, axisLabel: { ...font, formatter: onAxis } },
      series: [bars(data, said), ...(data.line ? [line(data, said)] : [])],
    };
  }

  function draw(sheet) {
    const data = JSON.parse(document.getElementById(sheet.dataset.gdChart).textContent);
    sheet.hidden = false;
    const chart = window.echarts.init(sheet, null, { renderer: "svg", locale: "ZH" });
    chart.setOption(options(data, sheet.clientWidth < 420));
    chart.on("click", (at) => { if (data.hrefs[at.dataIndex]) window.location.assign(data.hrefs[at.dataIndex]); });
    new ResizeObserver(() => chart.resize()).observe(sheet);
  }

  for (const sheet of document.querySelectorAll("[data-gd-chart]")) draw(sheet);
})();
