import { effect, signal } from "@preact/signals";

type Theme = "system" | "light" | "dark";

const key = "agentregistry-theme";
const themes: readonly Theme[] = ["system", "light", "dark"];

const theme = signal<Theme>(remembered());

effect(() => {
  if (theme.value === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
});

/** Light, dark, or as the system has it. */
export function ThemePicker() {
  return (
    <label class="theme-picker">
      <span>Colours</span>
      <select
        value={theme.value}
        onChange={(event) => {
          theme.value = event.currentTarget.value as Theme;
          localStorage.setItem(key, theme.value);
        }}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function remembered(): Theme {
  const stored = localStorage.getItem(key);
  return themes.find((name) => name === stored) ?? "system";
}
