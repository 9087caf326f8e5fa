/* The old address of a policy leads on to the place that the reader came for. */
$$('.lp-on').forEach(a => { if (location.hash) a.hash = location.hash; });
