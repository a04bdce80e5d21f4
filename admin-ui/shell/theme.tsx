import { effect, signal } from "@preact/signals";

type Theme = "system" | "light" | "dark";

const key = "agentregistry-theme";
const titles: Readonly<Record<Theme, string>> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
};

const theme = signal<Theme>(remembered());

effect(() => {
  if (theme.value === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
});

/** Light, dark, or as the system has it. */
export function ThemePicker() {
  return (
    <label>
      <span>Colours</span>
      <select
        value={theme.value}
        onChange={(event) => {
          theme.value = event.currentTarget.value as Theme;
          localStorage.setItem(key, theme.value);
        }}
      >
        {Object.entries(titles).map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function remembered(): Theme {
  const stored = localStorage.getItem(key);
  return stored === "light" || stored === "dark" ? stored : "system";
}
