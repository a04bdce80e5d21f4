import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failure, Loading } from "../parts/states.tsx";

/** A part of the page whose script is loaded when it is first shown. */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
): (props: P) => preact.JSX.Element {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [error, setError] = useState<Error | null>(null);
    const [, setReady] = useState(loaded !== null);
    useEffect(() => {
      // It may have come, for another one of these, since this one was drawn without it.
      if (loaded !== null) return setReady(true);
      const fetching = async () => {
        loaded = await load();
        setReady(true);
      };
      fetching().catch(setError);
    }, []);
    if (error !== null) {
      return <Failure message="This part of the page could not be loaded; reload the page." />;
    }
    const View = loaded;
    return View === null ? <Loading /> : <View {...props} />;
  };
}
