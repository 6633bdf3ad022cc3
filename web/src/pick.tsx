/** A box in which a name is typed and a thing chosen: the combobox of the ARIA Authoring Practices. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { get } from "./api";
import { Mark, Text } from "./parts";
import type { EntityList, Listed } from "./wire";

interface Props {
  label: string;
  /** What stands in the box: a name, or an id that came with the address. */
  value: string;
  hidden?: boolean;
  required?: boolean;
  placeholder?: string;
  shortcut?: string;
  describedBy?: string;
  onChoose: (chosen: Listed) => void;
  onText?: (text: string) => void;
  onEnter?: (text: string) => void;
}

const PAUSE = 120; // milliseconds without a key before the service is asked

export function Pick(props: Props) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(props.value);
  const [asked, setAsked] = useState("");
  const [found, setFound] = useState<Listed[]>([]);
  const [active, setActive] = useState(-1);
  const open = found.length > 0;
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => {
    if (!asked.trim()) return setFound([]);
    const control = new AbortController();
    const timer = window.setTimeout(() => {
      get<EntityList>(`/entities?limit=8&q=${encodeURIComponent(asked.slice(0, 200))}`, control.signal).then(
        (answer) => {
          setFound(answer.entities);
          setActive(-1);
        },
        () => setFound([]),
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [asked]);
  useEffect(() => {
    if (!props.shortcut) return;
    const focus = (event: KeyboardEvent) => {
      if (event.key !== props.shortcut || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, [props.shortcut]);

  const close = () => {
    setFound([]);
    setAsked("");
    setActive(-1);
  };
  const choose = (chosen: Listed) => {
    setText(chosen.label);
    close();
    props.onChoose(chosen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") return close();
    if (event.key === "Enter") {
      const chosen = found[active] ?? (props.onEnter ? undefined : found[0]);
      if (chosen) {
        event.preventDefault();
        choose(chosen);
      } else if (props.onEnter) {
        event.preventDefault();
        close();
        props.onEnter(text);
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open) {
      event.preventDefault();
      setActive((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    }
  };
  return (
    <div class="pick">
      <label for={id} class={props.hidden ? "unseen" : ""}>
        {props.label}
        {props.required && <span class="needed"> (needed)</span>}
      </label>
      <input
        ref={box}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-describedby={props.describedBy}
        required={props.required}
        placeholder={props.placeholder}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAsked(event.currentTarget.value);
          props.onText?.(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <div id={`${id}-list`} role="listbox" aria-label={`${props.label}: found`} class={open ? "options" : "unseen"}>
        {found.map((each, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names the active option
          <div
            key={each.id}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(each);
            }}
          >
            <Mark id={each.id} planned={each.states.includes("planned")} />
            <Text of={each.label} most={80} />
            <span class="id">
              <Text of={each.id} most={50} />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}
